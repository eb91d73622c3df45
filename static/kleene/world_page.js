// @ts-check

import { letCopy } from "./copying.js";

document.documentElement.classList.add("scripted");
letCopy(document);
