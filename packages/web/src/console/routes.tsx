import { createLazyRoute } from "@tanstack/react-router";
import "./console.css";
import { MapPage } from "./map/map-page.tsx";
import { ProductionPage } from "./production/production-page.tsx";
import { ConsoleShell } from "./shell/console-shell.tsx";
import { StockPage } from "./stock/stock-page.tsx";

export { loadConsoleMessages } from "./messages/index.ts";

export const pages = {
  shell: createLazyRoute("/console")({ component: ConsoleShell }),
  map: createLazyRoute("/console/")({ component: MapPage }),
  stock: createLazyRoute("/console/stock")({ component: StockPage }),
  production: createLazyRoute("/console/production")({ component: ProductionPage }),
};
