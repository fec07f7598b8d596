/** The tools that files of the flow dialect name: in a native file they are not misspelt, only not installed. */
export const NAMED_TOOLS: readonly string[] = (
  'web_search web_scrape serper_search http_client file_read file_write file_glob file_move ' +
  'sql_query json_parse yaml_parse dataframe_to_csv shell process env_vars'
).split(' ');
