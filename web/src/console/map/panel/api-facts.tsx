import type { DeployedApi } from "@donut/contracts/topology";
import { Copyable } from "../../../ui/copyable.tsx";
import { useConsoleMessages } from "../../messages/index.ts";
import { Fact, Facts, PartLink, Section } from "../../shared/facts.tsx";

/** An API's address, its routes, and where its messages go. */
export function ApiFacts({ api, onOpen }: { api: DeployedApi; onOpen(name: string): void }) {
  const { panel } = useConsoleMessages();
  const openapi = `${api.url}/openapi.json`;
  return (
    <Section title={panel.settings}>
      <Facts>
        {api.feeds && api.feeds.length > 0 && (
          <Fact name={panel.feeds}>
            <ul>
              {api.feeds.map((name) => (
                <li key={name}>
                  <PartLink name={name} onOpen={onOpen} />
                </li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact name="URL">
          <Copyable value={api.url} className="text-xs text-ink-soft" />
        </Fact>
        {api.kind === "http" && (
          <Fact name={panel.openapi}>
            <a
              href={openapi}
              target="_blank"
              rel="noreferrer"
              className="font-mono text-xs break-all underline underline-offset-2"
            >
              {openapi}
            </a>
          </Fact>
        )}
      </Facts>
    </Section>
  );
}
