import { useEffect } from "react";
import { useMessages } from "../i18n/messages.ts";

const again = () => location.reload();

/** Shown instead of a page that failed, also when its code is missing: after a new release, or without a network. */
export function Broken() {
  const { broken } = useMessages();
  useEffect(() => {
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, []);
  return (
    <div role="alert" className="grid justify-items-center gap-4 px-6 py-24 text-center">
      <h1 className="font-display text-3xl font-bold">{broken.title}</h1>
      <button type="button" className="font-semibold underline underline-offset-4" onClick={again}>
        {broken.again}
      </button>
    </div>
  );
}
