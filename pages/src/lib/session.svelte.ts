/** Who is signed in: name and roles, and the ways in and out. Passwords are never kept. */

import { api, useCsrf, whenSignedOut } from "./api";
import { language, speak, type Language } from "./language.svelte";
import { Refused } from "./refused";

export type Role = "agent" | "supervisor" | "manager" | "administrator";

export interface User {
  name: string;
  roles: Role[];
  /** The agent of the plan that this user is; empty for others. */
  agent: string;
  language: Language | "";
  /** The password was given by somebody else, and is to be changed now. */
  must_change: boolean;
}

interface Answer {
  user: User;
  csrf: string;
}

/** asking: not yet known. */
type State = "asking" | "out" | "in";

/** The language that somebody who had not signed in yet has asked for. */
let choice: Language | null = null;

const session = $state<{ state: State; user: User | null; trouble: Refused | null }>({
  state: "asking",
  user: null,
  trouble: null,
});

function entered(answer: Answer): void {
  useCsrf(answer.csrf);
  session.user = answer.user;
  session.state = "in";
  session.trouble = null;
  if (answer.user.language && choice === null) speak(answer.user.language);
}

function left(): void {
  useCsrf("");
  session.user = null;
  session.state = "out";
}

whenSignedOut(left);

/** Return how it stands; read in markup, it follows. */
export function sessionState(): State {
  return session.state;
}

/** Return why it is not known whether somebody is signed in; null where it is. */
export function sessionTrouble(): Refused | null {
  return session.trouble;
}

/** Return who is signed in. */
export function user(): User | null {
  return session.user;
}

/** Return whether the user has one of *roles*. */
export function may(...roles: Role[]): boolean {
  return session.user !== null && roles.some((role) => session.user?.roles.includes(role));
}

/** Ask the server who we are. */
export async function recall(): Promise<void> {
  try {
    entered(await api.get<Answer>("/session"));
  } catch (error) {
    const refused = Refused.from(error);
    if (refused.status === 401) left();
    else session.trouble = refused;
  }
}

/** Sign in; throws `Refused`. */
export async function signIn(name: string, password: string): Promise<void> {
  entered(await api.post<Answer>("/session", { name, password }));
  await keepChoice();
}

/** Speak *next*, which somebody who has not signed in yet has asked for: it is to stay so. */
export function chooseLanguage(next: Language): void {
  choice = next;
  speak(next);
}

async function keepChoice(): Promise<void> {
  if (choice !== null && session.user?.must_change === false) await changeLanguage(choice);
}

/** Sign out, here and at the server. */
export async function signOut(): Promise<void> {
  try {
    await api.remove("/session");
  } finally {
    left();
  }
}

/** Change the password; throws `Refused`. */
export async function changePassword(old: string, fresh: string): Promise<void> {
  await api.put("/session/password", { old, new: fresh });
  await recall();
  await keepChoice();
}

/** Speak *next* here, and from now on wherever this user signs in. */
export async function changeLanguage(next: Language): Promise<void> {
  if (next === language() && next === session.user?.language) return;
  speak(next);
  choice = null;
  if (session.user !== null) await api.put("/session/language", { language: next });
}
