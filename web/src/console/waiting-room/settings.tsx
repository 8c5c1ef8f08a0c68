import type { AdminRoom, Guards, RoomChange } from "@donut/contracts/waiting-room";
import { type FormEvent, useState } from "react";
import { useProducts } from "../../api/products.ts";
import { useLanguage } from "../../i18n/language.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { TextField } from "../shared/field.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { ProblemNote, useFaults } from "../shared/problem-note.tsx";
import { useHallTexts } from "./messages/index.ts";
import { restOfError, useChange } from "./use-change.ts";

const numbers = ["x", "y", "n", "claimSeconds", "graceSeconds", "placesPerClient"] as const;
type NumberName = (typeof numbers)[number];
const fields = [...numbers, "guards"];

/** Typed values that are not applied yet; untouched fields follow the room. */
type Draft = Partial<Record<NumberName, string>> & { guards?: Guards };

export function Settings({ room }: { room: AdminRoom }) {
  const { settings: texts } = useHallTexts();
  const denied = useDenied();
  const change = useChange();
  const faultAt = useFaults(change.error);
  const [draft, setDraft] = useState<Draft>({});
  const wanted = changeOf(draft, room);
  const nothing = Object.keys(wanted).length === 0;
  const edit = (more: Draft) => {
    change.reset();
    setDraft({ ...draft, ...more });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!denied && !nothing) change.mutate(wanted, { onSuccess: () => setDraft({}) });
  };
  const help = { claimSeconds: texts.claimHelp, graceSeconds: texts.graceHelp, placesPerClient: texts.placesHelp };
  return (
    <PanelCard title={texts.title} body={texts.body}>
      <form onSubmit={submit} className="grid gap-4">
        <div className="grid grid-cols-2 gap-x-3 gap-y-4 sm:grid-cols-3">
          {numbers.map((name) => (
            <TextField
              key={name}
              name={texts[name]}
              help={name in help && help[name as keyof typeof help]}
              fault={faultAt(`/${name}`)}
              inputMode="numeric"
              readOnly={denied !== undefined}
              value={draft[name] ?? String(room[name])}
              onChange={(value) => edit({ [name]: value })}
            />
          ))}
        </div>
        <Guarded
          guards={draft.guards ?? room.guards}
          readOnly={denied !== undefined}
          fault={faultAt("/guards")}
          onChange={(guards) => edit({ guards })}
        />
        <ProblemNote error={restOfError(change.error, fields)} />
        <div className="flex flex-wrap gap-2">
          <ActionButton
            type="submit"
            kind="primary"
            denied={denied ?? (nothing ? texts.nothing : undefined)}
            busy={change.isPending}
          >
            {texts.apply}
          </ActionButton>
          {!nothing && (
            <ActionButton
              kind="quiet"
              onClick={() => {
                change.reset();
                setDraft({});
              }}
            >
              {texts.undo}
            </ActionButton>
          )}
        </div>
      </form>
    </PanelCard>
  );
}

interface GuardedProps {
  guards: Guards;
  readOnly: boolean;
  fault: string | undefined;
  onChange(guards: Guards): void;
}

function Guarded({ guards, readOnly, fault, onChange }: GuardedProps) {
  const { settings: texts } = useHallTexts();
  const language = useLanguage();
  const { data: products = [] } = useProducts();
  const chosen = guards === "all" ? [] : guards;
  const toggle = (id: string) => {
    onChange(chosen.includes(id) ? chosen.filter((it) => it !== id) : [...chosen, id]);
  };
  return (
    <fieldset disabled={readOnly} className="grid gap-2 text-sm">
      <legend className="mb-1 font-semibold">{texts.guards}</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {[
          { all: true, name: texts.guardsAll },
          { all: false, name: texts.guardsSome },
        ].map(({ all, name }) => (
          <label key={name} className="inline-flex min-h-9 items-center gap-2">
            <input
              type="radio"
              name="guards"
              className="size-4 accent-(--waiting)"
              checked={(guards === "all") === all}
              onChange={() => onChange(all ? "all" : products.slice(0, 1).map(({ id }) => id))}
            />
            {name}
          </label>
        ))}
      </div>
      {guards !== "all" && (
        <div className="flex flex-wrap gap-x-5 gap-y-1">
          {products.map(({ id, name }) => (
            <label key={id} className="inline-flex min-h-9 items-center gap-2">
              <input
                type="checkbox"
                className="size-4 accent-(--waiting)"
                checked={chosen.includes(id)}
                onChange={() => toggle(id)}
              />
              {name[language]}
            </label>
          ))}
        </div>
      )}
      {(fault || (guards !== "all" && guards.length === 0)) && (
        <p className="text-xs font-semibold text-signal-ink first-letter:uppercase">{fault ?? texts.guardsNone}</p>
      )}
    </fieldset>
  );
}

/**
 * @returns the values that differ from the room's; anything that is not a number is sent as typed, and the server says
 * what is wrong
 */
function changeOf(draft: Draft, room: AdminRoom): RoomChange {
  const change: Record<string, unknown> = {};
  for (const name of numbers) {
    const typed = draft[name]?.trim();
    if (typed === undefined || typed === String(room[name])) continue;
    change[name] = typed === "" || Number.isNaN(Number(typed)) ? typed : Number(typed);
  }
  if (draft.guards !== undefined && String(draft.guards) !== String(room.guards)) change.guards = draft.guards;
  return change as RoomChange;
}
