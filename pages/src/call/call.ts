/** The entry of the page for callers. */

import "$lib/tokens.css";
import "$lib/elements.css";
import { mount } from "svelte";
import { language, speak } from "$lib/language.svelte";
import { dress } from "$lib/theme.svelte";
import Call from "./Call.svelte";

dress();
speak(language());
mount(Call, { target: document.getElementById("app") ?? document.body });
