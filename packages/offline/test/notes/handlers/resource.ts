type Links = Record<"NoteTable" | "CountTable", { name: string }> & {
  NoteTopic: { arn: string };
  NoteApi: { url: string };
  NoteSocket: { url: string; managementEndpoint: string };
  Greeting: { value: string };
  App: { name: string; stage: string };
};

export const Resource = JSON.parse(process.env.SST_RESOURCES_JSON ?? "{}") as Links;
