"""From a survey definition to an outline for people (qualtrics-api.md E).

Everything in a definition is untrusted and of any type: no module here fails over it, loses a
question, or lets its HTML through (`markup`). The words are English templates; whoever shows them
translates the template and fills in the values (`words`).
"""
