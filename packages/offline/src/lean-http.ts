import { syncBuiltinESMExports } from "node:module";

const http = process.getBuiltinModule("node:http");
const undiciGetters = ["WebSocket", "CloseEvent", "MessageEvent"] as const;

/**
 * Imports `node:http` into this thread; must run before any other module imports it. An import reads all exports, and
 * three of http's are getters that load undici: 5 MB and 40 ms in every thread, whether it uses them or not. Reading
 * them afterwards works, as do the globals of these names; only `import { WebSocket } from "node:http"` is undefined.
 */
export async function importLeanHttp(): Promise<void> {
  const restore = hideGetters();
  await import("node:http");
  restore();
}

/** For modules that import functions of builtin modules by name: makes them see those that were replaced. */
export function shareReplacedBuiltins(): void {
  const restore = hideGetters();
  syncBuiltinESMExports();
  restore();
}

function hideGetters(): () => void {
  const getters = undiciGetters.map((name) => [name, Object.getOwnPropertyDescriptor(http, name) ?? {}] as const);
  for (const [name] of getters) {
    Object.defineProperty(http, name, { value: undefined, configurable: true, enumerable: true });
  }
  return () => {
    for (const [name, getter] of getters) Object.defineProperty(http, name, getter);
  };
}
