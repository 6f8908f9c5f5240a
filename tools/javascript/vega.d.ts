// What the script of interactive charts takes from Vega, which is put before it when it is bundled.

declare function parse(spec: object, config: null, options: { ast: true }): object;
declare const expressionInterpreter: object;

interface ViewOptions {
  renderer: "svg";
  container: HTMLElement;
  bind: HTMLElement;
  expr: object;
  loader: object;
  hover: boolean;
}

declare class View {
  constructor(runtime: object, options: ViewOptions);
  tooltip(
    handler: (handler: unknown, event: MouseEvent, item: unknown, value: unknown) => void,
  ): this;
  runAsync(): Promise<this>;
  finalize(): this;
}
