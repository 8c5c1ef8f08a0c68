import { createApi, lambdaHandler } from "./app.ts";

const app = createApi({ title: "Sales", description: "Sales API of Donut-States." });

export const handler = lambdaHandler(app);
