import { createApi, lambdaHandler } from "./app.ts";

const app = createApi({ title: "Restock", description: "Restock API of Donut-States." });

export const handler = lambdaHandler(app);
