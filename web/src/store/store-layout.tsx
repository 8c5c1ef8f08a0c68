import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { loadPageTexts } from "../i18n/page-texts.ts";
import { boxLines } from "./shared/box-lines.ts";
import { boxOpen } from "./shared/box-open.ts";
import { StoreShell } from "./shell/store-shell.tsx";

const Extras = lazy(() =>
  Promise.all([import("./extras.tsx"), loadPageTexts()]).then(([it]) => ({ default: it.Extras })),
);

/** Milliseconds after which the first page has loaded what it needs. */
const atRest = 1200;

export function StoreLayout() {
  const [rested, setRested] = useState(false);
  const open = boxOpen.use();
  const filled = boxLines.use().length > 0;

  useEffect(() => {
    const timer = setTimeout(setRested, atRest, true);
    return () => clearTimeout(timer);
  }, []);

  return (
    <StoreShell>
      <Outlet />
      {(rested || open || filled) && (
        <Suspense>
          <Extras />
        </Suspense>
      )}
    </StoreShell>
  );
}
