"""A language model that may propose facts beside the rules. Off unless its address is set; what it proposes passes the same proof."""
