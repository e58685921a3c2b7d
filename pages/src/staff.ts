/** The entry of the pages for staff. */

import "$lib/tokens.css";
import "$lib/elements.css";
import { mount } from "svelte";
import { language, speak } from "$lib/language.svelte";
import { dress } from "$lib/theme.svelte";
import Staff from "./Staff.svelte";

dress();
speak(language());
mount(Staff, { target: document.getElementById("app") ?? document.body });
