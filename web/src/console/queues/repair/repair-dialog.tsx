import type { DeployedQueue, Topology } from "@donut/contracts/topology";
import { awaitedIn, emptiedOneByOne } from "../../topology/topology.ts";
import type { RepairAsk } from "./ask.ts";
import { DeleteDialog } from "./delete-dialog.tsx";
import { EditDialog } from "./edit-dialog.tsx";
import { PurgeDialog } from "./purge-dialog.tsx";
import { RedriveDialog } from "./redrive-dialog.tsx";
import { SendDialog } from "./send-dialog.tsx";

interface Props {
  ask: RepairAsk;
  queue: DeployedQueue;
  topology: Topology;
  onClose(): void;
}

/** Asks for confirmation first. */
export function RepairDialog({ ask, queue, topology, onClose }: Props) {
  const { name } = queue;
  const awaited = awaitedIn(topology, queue);
  switch (ask.kind) {
    case "redrive":
      return <RedriveDialog queue={name} chosen={ask.chosen} onClose={onClose} />;
    case "edit":
      return <EditDialog queue={name} deadLetter={ask.deadLetter} topology={topology} onClose={onClose} />;
    case "delete":
      return <DeleteDialog queue={name} awaited={awaited} chosen={ask.chosen} onClose={onClose} />;
    case "purge":
      return (
        <PurgeDialog queue={name} awaited={awaited} oneByOne={emptiedOneByOne(topology, queue)} onClose={onClose} />
      );
    case "send":
      return <SendDialog queue={queue} topology={topology} onClose={onClose} />;
  }
}
