// Starts `duizhao language-server` in the folder of the report, for its chapters and YAML files.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (!folder) return undefined;
  const command = workspace.getConfiguration("duizhao").get("command");
  const server = { command, args: ["language-server"], options: { cwd: folder.fsPath } };
  const files = ["report/**/*.md", "{duizhao,check}.yml", "{report,glossary,figures,data}/**/*.yml"];
  client = new LanguageClient("duizhao", "duizhao", server, {
    documentSelector: files.map((pattern) => ({ scheme: "file", pattern: `${folder.fsPath}/${pattern}` })),
  });
  return client.start();
};

exports.deactivate = () => client?.stop();
