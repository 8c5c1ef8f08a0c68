import { lazy, Suspense, useEffect, useEffectEvent, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { icon } from "../../ui/icon.tsx";
import { commandKey, latinKeyOf } from "../keyboard/key.ts";
import { useShortcuts } from "../keyboard/use-shortcut.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Tip } from "../shared/tip.tsx";
import { HelpDialog } from "./help-dialog.tsx";

const SearchIcon = icon(<path d="M16 16l4.5 4.5M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z" />);
const Palette = lazy(() => import("./palette.tsx"));

/** The header's button, and what ⌘K or Ctrl K and `?` open over any page. */
export function Overlays() {
  const { palette, help } = useConsoleMessages();
  const [open, setOpen] = useState<"palette" | "help">();
  const close = () => setOpen(undefined);
  useShortcuts({ "?": () => setOpen("help") });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (latinKeyOf(event).toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    if (open === "palette") close();
    else if (!document.querySelector("dialog[open]")) setOpen("palette");
  });
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <Tip isName text={palette.title}>
        <Button kind="quiet" size="small" className="px-2.5! text-xs!" onClick={() => setOpen("palette")}>
          <kbd className="font-mono max-sm:hidden">{commandKey === "⌘" ? "⌘K" : "Ctrl K"}</kbd>
          <SearchIcon className="sm:hidden" />
          <span className="sr-only">{palette.title}</span>
        </Button>
      </Tip>
      <Tip isName text={help.title}>
        <Button kind="quiet" size="small" className="px-2.5! text-xs! max-xl:hidden" onClick={() => setOpen("help")}>
          <kbd className="font-mono">?</kbd>
          <span className="sr-only">{help.title}</span>
        </Button>
      </Tip>
      {open === "palette" && (
        <Suspense>
          <Palette onHelp={() => setOpen("help")} onClose={close} />
        </Suspense>
      )}
      {open === "help" && <HelpDialog onClose={close} />}
    </>
  );
}
