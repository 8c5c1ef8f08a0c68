import { useConsoleMessages } from "../messages/index.ts";
import { Dialog } from "../shared/dialog.tsx";

/** All keyboard shortcuts. */
export function HelpDialog({ onClose }: { onClose(): void }) {
  const { help } = useConsoleMessages();
  return (
    <Dialog title={help.title} onClose={onClose}>
      <div className="grid gap-5">
        {help.groups.map(({ name, keys }) => (
          <section key={name} className="grid gap-1">
            <h3 className="text-xs text-ink-soft">{name}</h3>
            <dl className="divide-y divide-hairline border-y border-hairline text-sm">
              {keys.map(([press, does]) => (
                <div key={press} className="grid grid-cols-[7rem_minmax(0,1fr)] gap-3 py-1.5">
                  <dt className="flex flex-wrap items-start gap-1">
                    {press.split(" ").map((key) => (
                      <kbd
                        key={key}
                        className="inline-grid min-h-5 min-w-6 place-items-center rounded-small border border-border bg-paper px-1.5 font-mono text-xs"
                      >
                        {key}
                      </kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
