#: title: {zh: 一类人通常也属于的类别, en: Categories that people of a category usually belong to as well}
#: internal: true
#: columns: {category: string, other: string}

SELECT DISTINCT category, other FROM category_links ORDER BY category, other
