import { installBrowser } from "./browser.mjs";

installBrowser();
