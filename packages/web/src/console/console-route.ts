import { type AnyRoute, createRoute } from "@tanstack/react-router";

/** The console's place in the route tree. Paths stand here; pages are loaded when they are opened. */
export function createConsoleRoute<Parent extends AnyRoute>(parent: Parent) {
  return createRoute({ getParentRoute: () => parent, path: "console" }).lazy(() =>
    import("./routes.tsx").then((it) => it.consoleHome),
  );
}
