#: title: {zh: 人才类别与项目的名称, en: Names of talent categories and programmes}
#: internal: true
#: columns: {type: string, thing: string, bare: string, preferred: string}

SELECT DISTINCT type, thing, bare, preferred FROM names
WHERE type IN ('category', 'program') AND name <> thing
ORDER BY type, thing, bare
