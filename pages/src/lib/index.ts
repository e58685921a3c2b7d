/** Everything that a page may use. `import { Button, api, words } from "$lib"`. */

export { address, api, request } from "./api";
export { now, serverSays, serverTime } from "./clock.svelte";
export * from "./format";
export {
  LANGUAGE_NAMES,
  LANGUAGES,
  labelled,
  language,
  plural,
  words,
  type Label,
  type Language,
} from "./language.svelte";
export { Refused, type Fault } from "./refused";
export { go, route, settle, to, type Route } from "./router.svelte";
export { may, user, type Role, type User } from "./session.svelte";
export { Socket, type Connection, type Said } from "./socket.svelte";
export { announce, toast, toastRefused } from "./toasts.svelte";

export { default as Badge, type BadgeTone } from "./ui/Badge.svelte";
export { default as Button } from "./ui/Button.svelte";
export { default as Card } from "./ui/Card.svelte";
export { default as Dialog } from "./ui/Dialog.svelte";
export { default as Duration } from "./ui/Duration.svelte";
export { default as Empty } from "./ui/Empty.svelte";
export { default as ErrorNote } from "./ui/ErrorNote.svelte";
export { default as Field } from "./ui/Field.svelte";
export { default as Icon, type IconName } from "./ui/Icon.svelte";
export { default as Loading } from "./ui/Loading.svelte";
export { default as Menu, type Choice } from "./ui/Menu.svelte";
export { default as Table, type Column, type Sorting } from "./ui/Table.svelte";
export { default as Tabs } from "./ui/Tabs.svelte";
