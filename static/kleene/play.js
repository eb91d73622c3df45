// @ts-check
// Without this module every form still works; with it the page answers in place.

import { showCounts } from "./count.js";
import { followReading } from "./reading.js";
import { listenForKeys } from "./keys.js";
import { refuseLocked } from "./locked.js";
import { showPending } from "./pending.js";
import { keepPresent } from "./present.js";
import { followShutdown } from "./shutdown.js";
import { tellTrouble } from "./trouble.js";

document.documentElement.classList.add("scripted");
showPending(document);
showCounts(document);
listenForKeys(document);
refuseLocked(document);
followReading(document);
tellTrouble(document);
followShutdown(document);
if (!document.querySelector("main[data-world]")) keepPresent(document);
