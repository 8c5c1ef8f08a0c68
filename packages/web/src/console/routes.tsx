import { createRoute, type Register, type RootRoute } from "@tanstack/react-router";
import { loadAuthTexts } from "../auth/texts/index.ts";
import "./console.css";
import { MapPage } from "./map/map-page.tsx";
import { loadConsoleMessages } from "./messages/index.ts";
import { ProductionPage } from "./production/production-page.tsx";
import { GuardedShell } from "./shell/guarded-shell.tsx";
import { textOf } from "./shell/search.ts";
import { StockPage } from "./stock/stock-page.tsx";

/** What is open on the map, so that a link to it can be shared: a station by its name, a message by its id. */
export interface MapSearch {
  at?: string;
  message?: string;
}

/** Where a list begins: the `next` of the page before it. */
export interface PageSearch {
  after?: string;
}

/** Loads what every page of the console needs. @returns the console's place in the route tree */
export async function openConsole(parent: RootRoute<Register>): Promise<ConsoleRoute> {
  await Promise.all([loadConsoleMessages(), loadAuthTexts()]);
  return createConsoleRoute(parent);
}

export type ConsoleRoute = ReturnType<typeof createConsoleRoute>;

function createConsoleRoute(parent: RootRoute<Register>) {
  const shell = createRoute({ getParentRoute: () => parent, path: "console", component: GuardedShell });
  const map = createRoute({
    getParentRoute: () => shell,
    path: "/",
    validateSearch: (search: Record<string, unknown>): MapSearch => ({
      ...textOf("at", search),
      ...textOf("message", search),
    }),
    component: MapPage,
  });
  const stock = createRoute({ getParentRoute: () => shell, path: "stock", component: StockPage });
  const production = createRoute({
    getParentRoute: () => shell,
    path: "production",
    validateSearch: (search: Record<string, unknown>): PageSearch => textOf("after", search),
    component: ProductionPage,
  });
  return shell.addChildren([map, stock, production]);
}
