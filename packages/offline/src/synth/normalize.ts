import type { Graph } from "../graph/types.ts";
import type { Evaluation } from "./evaluation.ts";
import { alarms } from "./normalize/alarms.ts";
import { refuseSharedPaths } from "./normalize/api-paths.ts";
import { eventSourceMappings } from "./normalize/event-source-mappings.ts";
import { functions } from "./normalize/functions.ts";
import { httpApis } from "./normalize/http-apis.ts";
import { invocations } from "./normalize/invocations.ts";
import { refuseUnknownTypes } from "./normalize/known-types.ts";
import { mailIdentities } from "./normalize/mail-identities.ts";
import { managedPolicies } from "./normalize/managed-policies.ts";
import { queues } from "./normalize/queues.ts";
import { schedules } from "./normalize/schedules.ts";
import { sites } from "./normalize/sites.ts";
import { socketApis } from "./normalize/socket-apis.ts";
import { tables } from "./normalize/tables.ts";
import { topics } from "./normalize/topics.ts";
import { userPools } from "./normalize/user-pools.ts";

/**
 * Converts what SST registered to the graph. Lists are sorted by name, so that the same stacks give the same graph.
 *
 * @throws SynthError for anything the offline runtime could not do as AWS does
 */
export function normalize(evaluation: Evaluation): Graph {
  refuseUnknownTypes(evaluation);
  refuseSharedPaths(evaluation);
  return {
    app: evaluation.app,
    tables: byName(tables(evaluation)),
    queues: byName(queues(evaluation)),
    topics: byName(topics(evaluation)).map((it) => ({ ...it, subscriptions: byName(it.subscriptions) })),
    functions: byName(functions(evaluation)),
    policies: byName(managedPolicies(evaluation)),
    eventSourceMappings: byName(eventSourceMappings(evaluation)),
    httpApis: byName(httpApis(evaluation)),
    socketApis: byName(socketApis(evaluation)),
    schedules: byName(schedules(evaluation)),
    alarms: byName(alarms(evaluation)),
    userPools: userPools(evaluation).map((it) => ({ ...it, clients: byName(it.clients) })),
    secrets: byName(evaluation.secrets),
    sites: byName(sites(evaluation)),
    mailIdentities: byName(mailIdentities(evaluation)),
    invocations: byName(invocations(evaluation)),
  };
}

function byName<T extends { name: string }>(list: T[]): T[] {
  return list.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
