"""Keep the words with which docstrings promise something about arguments, as patterns, English beside Chinese."""

from __future__ import annotations

import re

# In this order: the first that fits the beginning of a line is its type. English, then Chinese.
KINDS = {
    "anything": r"should be|应该是",
    "bool": r"whether |是否",
    "text": r"\"\w+\"(,? or |, | 或 )\"",
    "number_or_array": r"numbers? or array|数，?或|形状相同的数或数组",
    "function": r"an? function|functions? |\S*( \(n,\) )?的?函数|逐元素计算的函数|一个数的函数",
    "list_of_tuples": r"list of (tuples|\()|元组的列表|\([^)]*\) 的列表",
    "list_of_lists": r"list of \w+ lists|\w+ 个列表组成的列表",
    "list_of_ints": r"list of ints?\b|整数的列表|list \[|列表 \[|\[",
    "list_of_floats": r"list of floats|浮点数的列表",
    "list": r"list of|.{0,12}的列表",
    "dict": r"dict|\{|字典|数组的字典",
    "tuple": r"tuple|元组",
    "sizes": r"\(n_\w+",
    "array": r"arrays?\b|(浮点数|整数|任意形状的|由.*组成的)?数组",
    "number": r"numbers?$|数$",
    "float": r"float\b|浮点数|0 到 1 之间的浮点数",
    "int": r"int\b|整数",
}
FACTS = {
    "zero_or_one": r"\b0 or 1\b|0 或 1",
    "strictly_between_0_and_1": r"strictly between 0 and 1|严格在 0 和 1 之间",
    "between_0_and_1": r"(?<!strictly )between 0 and 1|(?<!严格)在 0 和 1 之间|\b0 to 1$|0 到 1( 之间|$)",
    "from_0_below_1": r"0 <= \w+ < 1",
    "above_0": r"\bpositive\b|都是正数|above 0|大于 0|the size of (a|the) step|the step of|步长$",
    "below_1": r"below 1\b|小于 1$",
    "0_or_more": r"0 or more|不小于 0|with 0 |为 0 时",
    "not_all_equal": r"not all equal|不全相等",
    "no_constant_row": r"no feature is constant|没有恒定不变的特征",
    "no_zero_row": r"no row all zero|没有全为零的行",
    "whole_numbers": r"\bof ints\b|整数组成的数组|整数数组|perhaps of whole numbers|也可能是整数",
    "more_keys": r"may hold more|可能还有别的",
}
SIZES = re.compile(r"(list |列表 )?\[")
BELOW = re.compile(r"(?:\b0 to|0 到) (\w+) - 1")
CALL = re.compile(r"\b\w+\((\w+)\)\s?(?:returns|返回)[^;。]*?(list|列表)")
SHAPES = re.compile(r"(?:arrays?|数组)\s*((?:\([^()\"]*\)(?:\s*(?:,|and|or|、|和|或)\s*(?=\())?)+)")
SHAPE = re.compile(r"\(([^()\"]*)\)")
KEY = re.compile(r"\"(\w+)\"(?:\s*\(([^()\"]*)\))?")
LINE = re.compile(r"(\w+(?:, ?\w+)*)\s?[:：]\s*(\S.*)")
END = re.compile(r"(returns|raises|返回|抛出|引发|报错)\s?[:：]")
