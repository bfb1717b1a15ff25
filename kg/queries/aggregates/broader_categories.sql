#: title: {zh: 类别及其上位类, en: Categories and what is broader}
#: internal: true
#: columns: {category: string, ancestor: string}

SELECT category, ancestor FROM category_tree ORDER BY category, ancestor
