using System.Reflection;
using System.Reflection.Emit;

namespace CustomerSegmentation.Tests;

/// <summary>Which types a type uses: in its signatures and in the instructions of its methods.</summary>
internal static class TypeUses
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public static HashSet<Type> Of(Type type)
    {
        HashSet<Type> used = [];
        Add(type.BaseType);
        foreach (Type contract in type.GetInterfaces()) Add(contract);
        foreach (FieldInfo field in type.GetFields(All)) Add(field.FieldType);
        foreach (MethodBase method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
        {
            foreach (Type mentioned in Signature(method)) Add(mentioned);
            foreach (Type mentioned in Instructions(method)) Add(mentioned);
        }
        return used;

        void Add(Type? mentioned)
        {
            foreach (Type part in Parts(mentioned)) used.Add(part);
        }
    }

    /// <summary>The types of a member's public face: parameters and result.</summary>
    public static IEnumerable<Type> Signature(MethodBase method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType).Concat(method is MethodInfo { ReturnType: var result } ? [result] : []);

    /// <summary>A type and everything it is made of: elements, generic arguments.</summary>
    public static IEnumerable<Type> Parts(Type? type)
    {
        if (type is null || type.IsGenericParameter) yield break;
        if (type.HasElementType)
        {
            foreach (Type part in Parts(type.GetElementType())) yield return part;
            yield break;
        }
        yield return type;
        foreach (Type argument in type.GetGenericArguments())
            foreach (Type part in Parts(argument)) yield return part;
    }

    private static IEnumerable<Type> Instructions(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } code) yield break;
        foreach (LocalVariableInfo local in body.LocalVariables) yield return local.LocalType;
        Type[] ofType = method.DeclaringType?.GetGenericArguments() ?? [], ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (int at = 0; at < code.Length;)
        {
            OpCode instruction = code[at] == 0xFE ? OpCodes[(short)(0xFE00 | code[at + 1])] : OpCodes[code[at]];
            at += instruction.Size;
            if (instruction.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                MemberInfo? member = method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod);
                if ((member as Type ?? member?.DeclaringType) is { } used) yield return used;
            }
            at += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }
}
