import { createRootRoute, createRoute, createRouter, Outlet } from "@tanstack/react-router";
import { createConsoleRoute } from "./console/console-route.ts";
import { CatalogPage } from "./store/catalog/catalog-page.tsx";
import { StoreShell } from "./store/shell/store-shell.tsx";

const root = createRootRoute({ component: Outlet });
const store = createRoute({ getParentRoute: () => root, id: "store", component: StoreShell });
const catalog = createRoute({ getParentRoute: () => store, path: "/", component: CatalogPage });

const routeTree = root.addChildren([store.addChildren([catalog]), createConsoleRoute(root)]);

export const router = createRouter({ routeTree, defaultPreload: "intent", scrollRestoration: true });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
