// @ts-check
// Without this module every form still works; with it the page answers in place.

import { followReading } from "./reading.js";
import { listenForKeys } from "./keys.js";
import { showPending } from "./pending.js";
import { tellTrouble } from "./trouble.js";

document.documentElement.classList.add("scripted");
showPending(document);
listenForKeys(document);
followReading(document);
tellTrouble(document);
