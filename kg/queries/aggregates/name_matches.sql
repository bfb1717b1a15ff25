#: title: {zh: 名称中含有某词的事物, en: Things whose name holds some words}
#: internal: true
#: columns: {iri: string, name: string, place: integer}

-- Names, titles and numbers as the table of names keeps them: without quotation marks and white space. An id counts only as a whole.
WITH named AS (
  SELECT iri, name, lower(bare) AS letters FROM names WHERE name <> thing OR lower(bare) = $words
  UNION ALL SELECT 'document/' || document, title, lower(regexp_replace(title, '[“”《》\s]', '', 'g')) FROM documents
  UNION ALL SELECT 'document/' || document, number, lower(regexp_replace(number, '[“”《》\s]', '', 'g')) FROM documents WHERE number IS NOT NULL
{%- for table, column in searched %}
  UNION ALL SELECT 'document/' || id, {{ column }}, lower(regexp_replace({{ column }}, '[“”《》\s]', '', 'g')) FROM {{ table }}
{%- endfor %}),
found AS (
  SELECT iri, name, letters, CASE WHEN letters = $words THEN 0 WHEN starts_with(letters, $words) THEN 1 ELSE 2 END AS place
  FROM named WHERE contains(letters, $words))
SELECT iri, name, place
FROM (SELECT iri, arg_min(name, (place, length(letters), name)) AS name, MIN(place) AS place, MIN(length(letters)) AS letters FROM found GROUP BY iri)
ORDER BY place, letters, iri
LIMIT $limit
