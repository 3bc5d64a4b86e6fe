// meets_grade(x, min_grade): whether x has that grade or a better one, in the order of graph.model.vocabulary.GRADES
(x.grade <= $min_grade AND x.grade <> '')
