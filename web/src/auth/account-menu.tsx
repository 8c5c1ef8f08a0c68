import { type ReactNode, useEffect, useRef, useState } from "react";
import { icon } from "../ui/icon.tsx";
import type { Actor } from "./actor.ts";
import { signOut } from "./session.ts";
import { useAuthTexts } from "./texts/index.ts";
import { useActor } from "./use-actor.ts";

export const PersonIcon = icon(
  <>
    <circle cx="12" cy="8.5" r="3.75" />
    <path d="M4.75 20a7.25 7.25 0 0 1 14.5 0" />
  </>,
);

interface Props {
  /** Further menu items; they get a function that closes the menu. */
  children?: (close: () => void) => ReactNode;
}

/** The signed-in account, its role, and signing out. Renders nothing while nobody is signed in. */
export function AccountMenu({ children }: Props) {
  const actor = useActor();
  return actor && <Menu actor={actor}>{children}</Menu>;
}

function Menu({ actor, children }: Props & { actor: Actor }) {
  const { account, roles, customer, signOut: label } = useAuthTexts();
  const [open, setOpen] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const role = actor.roles[0];
  const name = [account(actor.name), role && roles[role]].filter(Boolean).join(", ");

  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => !ref.current?.contains(event.target as Node) && setOpen(false);
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    document.addEventListener("keydown", onEscape);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
      document.removeEventListener("keydown", onEscape);
    };
  }, [open]);

  return (
    <div ref={ref} className="relative">
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-label={name}
        title={name}
        className="inline-flex h-11 min-w-11 items-center justify-center gap-2 rounded-round px-2 text-sm font-semibold text-ink-soft transition hover:bg-sunken hover:text-ink"
        onClick={() => setOpen(!open)}
      >
        <PersonIcon />
        {role && <span className="max-sm:sr-only">{roles[role]}</span>}
      </button>
      {open && (
        <div className="absolute top-full right-0 z-30 mt-1 grid w-64 gap-3 rounded-small border border-border bg-surface p-4 text-sm text-ink shadow-lift">
          <div className="min-w-0">
            <p className="truncate font-semibold">{actor.name}</p>
            <p className="truncate text-ink-soft">{actor.email}</p>
            <p className="mt-2 inline-block rounded-round border border-border px-2.5 text-xs text-ink-soft">
              {actor.roles.map((it) => roles[it]).join(", ") || customer}
            </p>
          </div>
          {children?.(() => setOpen(false))}
          <button
            type="button"
            className="h-11 rounded-small border border-border font-semibold transition hover:bg-sunken"
            onClick={() => signOut()}
          >
            {label}
          </button>
        </div>
      )}
    </div>
  );
}
