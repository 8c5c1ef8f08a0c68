import { createRootRoute, createRoute, createRouter, Outlet, redirect } from "@tanstack/react-router";
import type { ConsoleRoute } from "./console/routes.tsx";
import { loadPageTexts } from "./i18n/page-texts.ts";
import { CatalogPage } from "./store/catalog/catalog-page.tsx";
import { StoreLayout } from "./store/store-layout.tsx";
import { Broken } from "./ui/broken.tsx";

const root = createRootRoute({ component: Outlet });
const store = createRoute({ getParentRoute: () => root, id: "store", component: StoreLayout });
const catalog = createRoute({ getParentRoute: () => store, path: "/", component: CatalogPage });
const product = createRoute({ getParentRoute: () => store, path: "donuts/$productId" }).lazy(() =>
  page(import("./store/product/product-page.tsx")),
);
const passport = createRoute({ getParentRoute: () => store, path: "orders" }).lazy(() =>
  page(import("./store/passport/passport-page.tsx")),
);
const order = createRoute({ getParentRoute: () => store, path: "orders/$orderId" }).lazy(() =>
  page(import("./store/order/order-page.tsx")),
);
const waiting = createRoute({ getParentRoute: () => store, path: "waiting-room" }).lazy(() =>
  page(import("./store/waiting-room/waiting-page.tsx")),
);
const elsewhere = createRoute({ getParentRoute: () => store, path: "$" }).lazy(() =>
  page(import("./store/shell/not-found-page.tsx")),
);
const signedIn = createRoute({ getParentRoute: () => root, path: "signed-in" }).lazy(() =>
  page(import("./auth/signed-in-page.tsx")),
);

// The console's routes are loaded with its pages: this placeholder loads them on the first visit.
const door = createRoute({
  getParentRoute: () => root,
  path: "console/$",
  beforeLoad: async ({ location }) => {
    const { openConsole } = await import("./console/routes.tsx");
    root.addChildren([shop, signedIn, await openConsole(root)]);
    router.setRoutes(router.buildRouteTree());
    throw redirect({ href: location.href, replace: true });
  },
});

const shop = store.addChildren([catalog, product, passport, order, waiting, elsewhere]);
const routeTree = root.addChildren([shop, signedIn, door as unknown as ConsoleRoute]);

export const router = createRouter({
  routeTree,
  defaultErrorComponent: Broken,
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
  interface HistoryState {
    /** The visitor placed this order a moment ago. */
    fresh?: boolean;
    /** The visitor has asked for a place in the line. */
    join?: boolean;
  }
}

interface PageFile<Route> {
  route: Route;
  /** Texts that the page needs besides the common ones. */
  loadTexts?(): Promise<unknown>;
}

/** A page that is loaded, with its texts, when it is opened. */
async function page<Route>(file: Promise<PageFile<Route>>): Promise<Route> {
  const [{ route, loadTexts }] = await Promise.all([file, loadPageTexts()]);
  await loadTexts?.();
  return route;
}
