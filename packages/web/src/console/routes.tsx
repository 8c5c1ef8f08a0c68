import { createLazyRoute } from "@tanstack/react-router";

export const consoleHome = createLazyRoute("/console")({ component: ConsoleHome });

function ConsoleHome() {
  return (
    <main className="mx-auto grid max-w-xl gap-2 p-8">
      <h1 className="font-display text-2xl font-bold">Console</h1>
      <p className="text-ink-soft">Donut-States</p>
    </main>
  );
}
