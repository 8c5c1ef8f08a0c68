import { type ReactNode, useState } from "react";
import { Button } from "../ui/button.tsx";
import { usePageTitle } from "../ui/use-page-title.ts";
import { Gate } from "./gate.tsx";
import { useAuthTexts } from "./texts/index.ts";

interface Props {
  title: string;
  /** The action that helps. It rejects when the issuer is unreachable. */
  action: { label: string; act(): Promise<void> };
  /** Shown beside the action. */
  other?: ReactNode;
  children: ReactNode;
}

/** A whole page about signing in: the gate, why it is closed, and what opens it. */
export function Notice({ title, action, other, children }: Props) {
  const { failed } = useAuthTexts();
  const [state, setState] = useState<"waiting" | "leaving" | "away">("waiting");
  usePageTitle(`${title} · Donut-States`);
  const act = () => {
    setState("leaving");
    action.act().catch(() => setState("away"));
  };
  return (
    <main className="grid min-h-dvh place-items-center px-6 py-10">
      <div className="grid w-full max-w-md justify-items-start gap-5">
        <Gate className="w-full text-ink" />
        <h1 className="font-display text-3xl font-bold">{title}</h1>
        <p className="text-ink-soft">{children}</p>
        <div className="flex flex-wrap items-center gap-3">
          <Button kind="primary" disabled={state === "leaving"} onClick={act}>
            {action.label}
          </Button>
          {other}
        </div>
        <p role="status" className="min-h-6 text-sm font-semibold text-signal-ink">
          {state === "away" && failed.away}
        </p>
      </div>
    </main>
  );
}
