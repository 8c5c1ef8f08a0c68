import type { Topology } from "@donut/contracts/topology";
import { type FormEvent, useMemo, useState } from "react";
import { toast } from "sonner";
import { editAndRedrive } from "../../api/repair.ts";
import type { DeadLetter } from "../../api/types.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import { Dialog } from "../../shared/dialog.tsx";
import { DialogButtons } from "../../shared/dialog-buttons.tsx";
import { Diff } from "../../shared/diff.tsx";
import { Field, fieldClass } from "../../shared/field.tsx";
import { ProblemNote, useFault } from "../../shared/problem-note.tsx";
import { compact, pretty } from "../../text/json-text.ts";
import { sourceOf } from "../../topology/topology.ts";
import { jsonProblem } from "./json-problem.ts";
import { useRepair } from "./use-repair.ts";

interface Props {
  queue: string;
  deadLetter: DeadLetter;
  topology: Topology;
  onClose(): void;
}

/** Edits a message's body and redrives it. Shows the changes; the server validates them. */
export function EditDialog({ queue, deadLetter, topology, onClose }: Props) {
  const { edit: texts } = useConsoleMessages();
  const before = useMemo(() => pretty(deadLetter.body), [deadLetter.body]);
  const [text, setText] = useState(before);
  const wasJson = jsonProblem(deadLetter.body) === undefined;
  const broken = wasJson ? jsonProblem(text) : undefined;
  // Sent without white space, as it came; if it is not JSON, as typed.
  const body = compact(text);
  const same = body === compact(deadLetter.body);
  const send = useRepair(
    queue,
    () => editAndRedrive(queue, deadLetter.id, body),
    () => {
      toast(texts.started);
      onClose();
    },
  );
  const fault = useFault(send.error, "/body");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!same) send.mutate(undefined);
  };
  const destination = deadLetter.sourceQueue ?? sourceOf(topology, queue)?.name;
  return (
    <Dialog title={texts.title} wide unsaved={!same} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-5">
        <p className="text-sm text-ink-soft">{texts.explained(destination)}</p>
        <div className="grid gap-4 lg:grid-cols-2">
          <Field name={texts.body} help={broken && texts.broken(broken)} fault={fault}>
            <textarea
              aria-invalid={fault !== undefined}
              data-first
              value={text}
              rows={Math.min(20, Math.max(8, before.split("\n").length + 1))}
              spellCheck={false}
              autoCapitalize="off"
              onChange={(event) => {
                setText(event.target.value);
                send.reset();
              }}
              className={`resize-y py-2 font-mono text-xs! ${fieldClass}`}
            />
          </Field>
          <div className="grid content-start gap-1 text-sm">
            <span className="font-semibold">{texts.diff}</span>
            {same ? <p className="text-ink-soft">{texts.same}</p> : <Diff before={before} after={text} />}
          </div>
        </div>
        <ProblemNote error={send.error} beside={["/body"]} />
        <DialogButtons
          action={texts.action}
          denied={same ? texts.same : undefined}
          busy={send.isPending}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
