"""Asks ONNX's own shape inference what single operators make of given shapes.

Prints the cases of tests/models/onnx/fixtures/shape_cases.jsonl:

    /usr/bin/python3 tests/oracle/onnx_shapes.py > tests/models/onnx/fixtures/shape_cases.jsonl

Needs the package "onnx" (Debian's python3-onnx 1.12 made the fixture). One case a
line: an input is its shape, if of float32, or [type, shape, elements where known]; the
operator set is 13 and there is one output unless a case says otherwise. A case
whose `expected` is null is one that ONNX refuses.
"""

import json

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper, shape_inference

NAMES = {
    TensorProto.FLOAT: "float32",
    TensorProto.INT64: "int64",
    TensorProto.INT32: "int32",
    TensorProto.BOOL: "bool",
    TensorProto.UINT8: "uint8",
    TensorProto.INT8: "int8",
    TensorProto.DOUBLE: "float64",
    TensorProto.FLOAT16: "float16",
}
NUMBERS = {name: number for number, name in NAMES.items()}


class Constant:
    """An input whose elements are known."""

    def __init__(self, values, type="int64"):
        kind = {"int64": numpy.int64, "float32": numpy.float32, "bool": bool}[type]
        self.array = numpy.array(values, kind)
        self.type = type


def typed(type, *dims):
    """An input of another type than float32."""
    return (type, list(dims))


def attribute_kind(value):
    if isinstance(value, list):
        return "floats" if isinstance(value[0], float) else "ints"
    return {int: "int", float: "float", str: "string"}[type(value)]


def case(op, inputs, opset=13, outputs=1, **attributes):
    described, infos, initializers, names = [], [], [], []
    for index, given in enumerate(inputs):
        name = f"input{index}"
        if given is None:
            described.append(None)
            names.append("")
            continue
        names.append(name)
        if isinstance(given, Constant):
            initializers.append(numpy_helper.from_array(given.array, name))
            values = given.array.reshape(-1).tolist()
            described.append([given.type, list(given.array.shape), values])
            continue
        kind, dims = given if isinstance(given, tuple) else ("float32", given)
        infos.append(helper.make_tensor_value_info(name, NUMBERS[kind], dims))
        described.append(dims if kind == "float32" else [kind, dims])
    made = [f"output{index}" for index in range(outputs)]
    node = helper.make_node(op, names, made, **attributes)
    graph = helper.make_graph(
        [node],
        "case",
        infos,
        [onnx.ValueInfoProto(name=name) for name in made],
        initializers,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])
    try:
        found = shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)
        expected = [describe(info) for info in found.graph.output]
    except Exception:
        expected = None
    found = {"op": op, "inputs": described}
    if opset != 13:
        found["opset"] = opset
    if outputs != 1:
        found["outputs"] = outputs
    if attributes:
        found["attributes"] = {
            name: {attribute_kind(value): value} for name, value in attributes.items()
        }
    return {**found, "expected": expected}


def describe(info):
    tensor = info.type.tensor_type
    if tensor.elem_type == 0:
        return None
    dims = None
    if tensor.HasField("shape"):
        dims = [
            dim.dim_value
            if dim.HasField("dim_value")
            else dim.dim_param
            if dim.HasField("dim_param")
            else None
            for dim in tensor.shape.dim
        ]
    return [NAMES[tensor.elem_type], dims]


X = [2, 6, 9, 11]
N = ["batch", 6, 9, 11]


def cases():
    for data in (X, N):
        for kernel in ([8, 6, 3, 3], [8, 6, 1, 5], [8, 6, 7, 7]):
            yield case("Conv", [data, kernel])
            yield case("Conv", [data, kernel, [8]], pads=[1, 2, 3, 0], strides=[2, 3])
            yield case("Conv", [data, kernel], auto_pad="SAME_UPPER", strides=[2, 2])
        yield case("Conv", [data, [8, 6, 3, 3]], dilations=[3, 2], pads=[3, 2, 3, 2])
        yield case("Conv", [data, [6, 1, 3, 3]], group=6, kernel_shape=[3, 3])
        yield case("Conv", [data, [9, 2, 3, 3]], group=3)
        yield case("ConvTranspose", [data, [6, 4, 3, 3]], strides=[2, 2], pads=[1, 1, 1, 1])
        yield case("ConvTranspose", [data, [6, 4, 3, 2]], strides=[3, 2], output_padding=[1, 1])
        yield case("ConvTranspose", [data, [6, 2, 3, 3]], group=2, dilations=[2, 2])
        for op in ("MaxPool", "AveragePool"):
            yield case(op, [data], kernel_shape=[3, 3])
            yield case(op, [data], kernel_shape=[2, 3], strides=[2, 2], pads=[0, 1, 1, 1])
            yield case(op, [data], kernel_shape=[3, 2], strides=[2, 3], ceil_mode=1)
        yield case("MaxPool", [data], outputs=2, kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1])
        yield case("MaxPool", [data], kernel_shape=[3, 3], dilations=[2, 2])
        yield case("LpPool", [data], kernel_shape=[3, 3], strides=[2, 2])
        for op in ("GlobalAveragePool", "GlobalMaxPool"):
            yield case(op, [data])
        for axis in (0, 1, 2, 4, -1):
            yield case("Flatten", [data], axis=axis)
        yield case("Gemm", [["batch", 12], [12, 5], [5]])
        yield case("Gemm", [[12, 3], [5, 12], [5]], transA=1, transB=1)
        for op in ("ReduceMean", "ReduceMax", "ReduceL2", "ReduceProd"):
            yield case(op, [data], axes=[2, 3])
            yield case(op, [data], axes=[-1], keepdims=0)
            yield case(op, [data])
            yield case(op, [data], keepdims=0)
        yield case("ReduceSum", [data, Constant([1, -1])])
        yield case("ReduceSum", [data, Constant([1, -1])], keepdims=0)
        yield case("ReduceSum", [data])
        yield case("ReduceSum", [data], noop_with_empty_axes=1)
        yield case("ArgMax", [data], axis=1)
        yield case("ArgMin", [data], axis=-2, keepdims=0)
        yield case("TopK", [data, Constant([3])], outputs=2, axis=2)
        yield case("BatchNormalization", [data, [6], [6], [6], [6]])
        yield case("BatchNormalization", [data, [6], [6], [6], [6]], opset=15, outputs=3, training_mode=1)
        yield case("InstanceNormalization", [data, [6], [6]])
        yield case("LayerNormalization", [data, [11], [11]], opset=17, outputs=3)
        yield case("LayerNormalization", [data, [9, 11]], opset=17, axis=2)
        yield case("Softmax", [data], axis=1)
        yield case("LRN", [data], size=3)
        yield case("Transpose", [data], perm=[0, 2, 3, 1])
        yield case("Transpose", [data])
        yield case("Reshape", [data, Constant([0, -1])])
        yield case("Reshape", [data, Constant([0, 6, 99])])
        yield case("Reshape", [data, Constant([-1, 99])])
        yield case("Reshape", [data, Constant([-1])])
        yield case("Squeeze", [["batch", 6, 1, 1], Constant([2, 3])])
        yield case("Squeeze", [[2, 6, 1, 1]])
        yield case("Squeeze", [["batch", 6, 1, 1]], opset=11, axes=[-1])
        yield case("Unsqueeze", [data, Constant([0, -1])])
        yield case("Unsqueeze", [data], opset=11, axes=[2])
        yield case("Concat", [data, data], axis=1)
        yield case("Concat", [data, ["other", 6, 9, 4], data], axis=-1)
        yield case("Split", [data], outputs=3, axis=1)
        yield case("Split", [data, Constant([1, 5])], outputs=2, axis=1)
        yield case("Split", [data], opset=11, outputs=2, axis=2, split=[4, 5])
        for starts, ends, steps in (
            ([1, 2], [3, 2**63 - 1], [1, 1]),
            ([-3, -1], [-1, -20], [1, -2]),
            ([0, 8], [2**31 - 1, 0], [2, -3]),
            ([7, 3], [2, 30], [1, 4]),
        ):
            bounds = [Constant(starts), Constant(ends)]
            yield case("Slice", [data, *bounds, Constant([1, 2]), Constant(steps)])
        yield case("Slice", [data, Constant([1]), Constant([-1]), Constant([-1])])
        yield case("Slice", [data], opset=9, starts=[1, 0], ends=[4, -2], axes=[1, 3])
        yield case("Pad", [data, Constant([0, 0, 1, 2, 0, 0, 3, 4])])
        yield case("Pad", [data, Constant([0, 0, 1, -2, 0, 0, 0, 0])], mode="constant")
        yield case("Pad", [data], opset=10, pads=[0, 1, 0, 0, 0, 1, 0, 2])
        yield case("Gather", [data, typed("int64", 4, 3)], axis=1)
        yield case("Gather", [data, Constant(2)], axis=-1)
        yield case("GatherElements", [data, typed("int64", 2, 6, 1, 11)], axis=2)
        yield case("GatherND", [data, typed("int64", 5, 2)])
        yield case("GatherND", [data, typed("int64", 2, 4, 1)], batch_dims=1)
        yield case("ScatterElements", [data, typed("int64", 1, 6, 9, 11), [1, 6, 9, 11]])
        yield case("ScatterND", [data, typed("int64", 3, 1), [3, 6, 9, 11]])
        yield case("Tile", [data, Constant([1, 2, 1, 3])])
        yield case("Shape", [data])
        yield case("Shape", [data], opset=15, start=1, end=-1)
        yield case("Size", [data])
        yield case("DepthToSpace", [["batch", 8, 9, 11]], blocksize=2)
        yield case("SpaceToDepth", [["batch", 3, 8, 12]], blocksize=4)
        yield case("Resize", [data, None, Constant([1, 1, 2, 0.5], "float32")])
        yield case("Resize", [data, None, None, Constant([2, 6, 20, 30])])
        yield case("Upsample", [data, Constant([1, 1, 3, 2], "float32")], opset=9)
        yield case("OneHot", [typed("int64", "batch"), Constant(5), Constant([0, 1], "float32")], axis=-1)
        yield case("EyeLike", [[3, 4]], dtype=TensorProto.INT64)
        yield case("Dropout", [data], outputs=2)
        yield case("Cast", [data], to=TensorProto.FLOAT16)
        yield case("IsNaN", [data])
        yield case("QuantizeLinear", [data, [], typed("int8")])
        yield case("DequantizeLinear", [typed("uint8", *data), []])
        yield case("DynamicQuantizeLinear", [data], outputs=3)
        yield case("Compress", [data, typed("bool", 9)], axis=2)
        yield case("CumSum", [data, Constant(1)])
        yield case("Trilu", [data], opset=14)
        yield case("NonZero", [data])
    for op in (
        "Abs Relu Sigmoid Tanh Erf Exp Log Sqrt Neg Floor Reciprocal HardSigmoid "
        "HardSwish Elu Selu Softplus Softsign LeakyRelu Sign Identity LogSoftmax Round "
        "Sin ThresholdedRelu Clip"
    ).split():
        yield case(op, [N], opset=14)
    shapes = [
        (X, [6, 1, 1]),
        (N, N),
        (N, []),
        (N, [1, 6, 1, 11]),
        (["batch", 6], ["other", 6]),
        ([3, 1, 5], [1, 4, 1]),
        (["n", 1], [7]),
    ]
    for a, b in shapes:
        for op in ("Add", "Mul", "Div", "Pow"):
            yield case(op, [a, b])
        yield case("Less", [a, b])
        yield case("Equal", [a, b])
        yield case("Max", [a, b, a])
        yield case("Where", [typed("bool", *a), b, a])
    for a, b in (
        ([5, 7], [7, 3]),
        (["batch", 5, 7], [7, 3]),
        ([2, 1, 5, 7], [4, 7, 3]),
        ([7], [7]),
        ([7], [4, 7, 3]),
        ([4, 5, 7], [7]),
    ):
        yield case("MatMul", [a, b])
    yield case("MatMulInteger", [typed("uint8", 5, 7), typed("uint8", 7, 3)])
    yield case("ConvInteger", [typed("uint8", 1, 3, 8, 8), typed("uint8", 4, 3, 3, 3)])
    yield case("Einsum", [[2, 3, 4], [2, 4, 5]], equation="bij,bjk->bik")
    yield case("Expand", [[3, 1], Constant([2, 1, 6])])
    yield case("Expand", [["batch", 1], Constant([1, 6])])
    yield case("ConstantOfShape", [Constant([2, 0, 3])])
    yield case("Range", [Constant(1), Constant(12), Constant(4)])
    yield case("Range", [Constant(5), Constant(-4), Constant(-2)])
    yield case("LSTM", [[7, "batch", 5], [1, 12, 5], [1, 12, 3]], outputs=3, hidden_size=3)
    yield case("GRU", [[7, 2, 5], [2, 9, 5], [2, 9, 3]], outputs=2, hidden_size=3, direction="bidirectional")
    # What ONNX refuses.
    yield case("MatMul", [[5, 7], [6, 3]])
    yield case("Add", [[5, 7], [5, 6]])
    yield case("Concat", [[2, 3], [2, 4]], axis=0)
    yield case("Reshape", [[2, 3], Constant([-1, 4])])
    yield case("Transpose", [[2, 3]], perm=[0, 0])
    yield case("Transpose", [[2, 3]], perm=[0, 1, 2])
    yield case("Squeeze", [[2, 3], Constant([0])])
    yield case("Flatten", [[2, 3]], axis=5)
    yield case("Conv", [[1, 3, 8, 8], [4, 3, 3, 3]], strides=[1])


for found in cases():
    print(json.dumps(found, separators=(",", ":")))
