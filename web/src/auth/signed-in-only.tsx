import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { buttonClass } from "../ui/button.tsx";
import { type Action, can } from "./actor.ts";
import { Notice } from "./notice.tsx";
import { restore, session, signIn, signOut } from "./session.ts";
import { useAuthTexts } from "./texts/index.ts";

/**
 * Shows its children to people with the right role; everybody else sees the gate, and returns to this address after
 * signing in.
 */
export function SignedInOnly({ action, children }: { action: Action; children: ReactNode }) {
  const { console, signIn: label, oneMoment } = useAuthTexts();
  const now = session.use();
  const toStore = (
    <Link to="/" className={buttonClass("quiet")}>
      {console.toStore}
    </Link>
  );

  if (now.status === "remembered") return <Restoring text={oneMoment} />;
  if (now.status === "signed-out")
    return (
      <Notice title={console.title} action={{ label, act: signIn }} other={toStore}>
        {now.expired ? console.expired : console.body}
      </Notice>
    );
  if (!can(now.actor, action))
    return (
      <Notice title={console.noRole(now.actor.email)} action={{ label: console.other, act: signOut }} other={toStore}>
        {console.noRoleBody}
      </Notice>
    );
  return children;
}

/** The issuer is asked at once; this is visible only if it cannot be reached. */
function Restoring({ text }: { text: string }) {
  const { failed, again } = useAuthTexts();
  const [away, setAway] = useState(false);
  useEffect(() => {
    restore().catch(() => setAway(true));
  }, []);
  if (!away) return <p className="p-6 text-sm text-ink-soft">{text}</p>;
  return (
    <Notice title={failed.away} action={{ label: again, act: restore }}>
      {failed.body}
    </Notice>
  );
}
