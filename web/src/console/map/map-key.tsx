import { Link } from "@tanstack/react-router";
import { factoryUrl } from "../../api/urls.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Command } from "../shared/command.tsx";
import { KeySign, keySigns } from "./key-sign.tsx";

const behave = (behaviour: string) =>
  `curl -X PUT ${factoryUrl}/behaviour \\\n  -H "x-api-key: $FACTORY_API_KEY" \\\n  -H "content-type: application/json" \\\n  -d '${behaviour}'`;

/** The map's legend, for people new to queues, and something to try. */
export function MapKey() {
  const { key, tour } = useConsoleMessages();
  return (
    <section className="grid gap-x-10 gap-y-8 border-t border-hairline pt-6 grid-cols-[minmax(0,1fr)] xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="grid content-start gap-4">
        <h2 className="text-sm font-semibold">{key.title}</h2>
        <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
          {keySigns.map((sign) => {
            const [name, meaning] = key.entries[sign];
            return (
              <div key={sign} className="relative min-h-7 pl-15 text-xs text-ink-soft">
                <dt className="inline font-semibold text-ink">
                  <KeySign sign={sign} className="absolute top-0 left-0" />
                  {name}:
                </dt>{" "}
                <dd className="inline">{meaning}</dd>
              </div>
            );
          })}
        </dl>
        <p className="text-xs text-ink-soft">{key.keys}</p>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-3 text-xs text-ink-soft">
        <h2 className="text-sm font-semibold text-ink">{key.tryTitle}</h2>
        <p>
          <Link to="/console/lab/tour" className="font-semibold text-ink underline underline-offset-3">
            {tour.take}
          </Link>{" "}
          {tour.invite}
        </p>
        <p>
          {key.tryText} {key.tryKey}
        </p>
        <Command text={behave('{"failureRate": 1}')} />
        <p>{key.mend}</p>
        <Command text={behave('{"failureRate": 0}')} />
      </div>
    </section>
  );
}
