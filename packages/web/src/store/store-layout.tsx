import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { loadPageTexts } from "../i18n/page-texts.ts";
import { useBoxOpen } from "./shared/box-open.ts";
import { cart } from "./shared/cart.ts";
import { StoreShell } from "./shell/store-shell.tsx";

const loadBox = () => Promise.all([import("./box/box.tsx"), loadPageTexts()]).then(([it]) => ({ default: it.Box }));
const Box = lazy(loadBox);

/** Milliseconds after which the first page has what it needs. */
const atRest = 1500;

export function StoreLayout() {
  const open = useBoxOpen();
  const filled = cart.use().length > 0;

  // The box is fetched ahead, so that it opens at once.
  useEffect(() => {
    const timer = setTimeout(() => loadBox().catch(() => undefined), atRest);
    return () => clearTimeout(timer);
  }, []);

  return (
    <StoreShell>
      <Outlet />
      {(open || filled) && (
        <Suspense>
          <Box />
        </Suspense>
      )}
    </StoreShell>
  );
}
