import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, Outlet, RouterProvider } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { render } from "vitest-browser-react";
import type { Role } from "../src/auth/actor.ts";
import { session } from "../src/auth/session.ts";
import { loadAuthTexts } from "../src/auth/texts/index.ts";
import { loadConsoleMessages } from "../src/console/messages/index.ts";
import { openConsole } from "../src/console/routes.tsx";
import { loadMessages } from "../src/i18n/messages.ts";
import { loadProblemTexts } from "../src/i18n/problems/index.ts";

interface Options {
  role?: Role;
}

/** Renders a page of the console for somebody with this role. */
export async function openPage(address: string, { role = "operator" }: Options = {}) {
  signIn(role);
  await loadMessages();
  const root = createRootRoute({ component: Outlet });
  root.addChildren([await openConsole(root)]);
  const history = createMemoryHistory({ initialEntries: [address] });
  const router = createRouter({ routeTree: root, history });
  const screen = await render(withQueries(<RouterProvider router={router as never} />));
  return {
    ...screen,
    search: () => router.state.location.search as Record<string, unknown>,
    /** The address's parameters as the page gets them. */
    parameters: () => router.state.matches.at(-1)?.search as Record<string, unknown>,
  };
}

/** Renders a part of the console by itself. */
export async function renderPart(part: ReactNode, { role = "operator" }: Options = {}) {
  signIn(role);
  await Promise.all([loadMessages(), loadConsoleMessages(), loadAuthTexts(), loadProblemTexts()]);
  return render(withQueries(<div className="console">{part}</div>));
}

function signIn(role: Role): void {
  session.set({ status: "signed-in", actor: { name: "Nari", email: "nari@example.com", roles: [role] } });
}

function withQueries(children: ReactNode) {
  return <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>;
}
