// @ts-check
// Watching a world: the same line and the same parts as on the page of a game, without a game.

import { listenForKeys } from "./keys.js";
import { showPending } from "./pending.js";
import { tellLeaving } from "./reading_along.js";
import { followShutdown } from "./shutdown.js";
import "./company.js";

document.documentElement.classList.add("scripted");
showPending(document);
listenForKeys(document);
tellLeaving(document);
followShutdown(document);
