import { useMessages } from "../i18n/messages.ts";

/** Shown instead of a page that failed, also when its code is missing, as after a new release. */
export function Broken() {
  const { broken } = useMessages();
  return (
    <div role="alert" className="grid justify-items-center gap-4 px-6 py-24 text-center">
      <h1 className="font-display text-3xl font-bold">{broken.title}</h1>
      <button type="button" className="font-semibold underline underline-offset-4" onClick={() => location.reload()}>
        {broken.again}
      </button>
    </div>
  );
}
