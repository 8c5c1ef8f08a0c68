import { installBrowser } from "./chromium.ts";

installBrowser();
