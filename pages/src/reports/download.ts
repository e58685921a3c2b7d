/** Hands a text to the browser as a file. */

/** Save *text* as a file called *name*. */
export function save(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has its own hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(address));
}
