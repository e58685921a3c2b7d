/** Which parts of the desk are open; the shortcuts open them, too. */

export const open = $state({ keypad: false, handOver: false, keys: false });
