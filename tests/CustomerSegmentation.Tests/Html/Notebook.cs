using System.Collections;
using System.Linq.Expressions;
using System.Reflection;

namespace CustomerSegmentation.Tests;

/// <summary>
/// Formats a value as the kernel of a .NET notebook does (Formatter.TryRegisterFromFormatterSources in
/// Microsoft.DotNet.Interactive.Formatting): by names alone.
/// </summary>
internal static class Notebook
{
    public static (string MimeType, string Text)? Show(object value, out string[] preferred)
    {
        preferred = [];
        foreach (object attribute in value.GetType().GetCustomAttributes(true).Where(a => a.GetType().Name == "TypeFormatterSourceAttribute"))
        {
            preferred = Property<string[]>(attribute, "PreferredMimeTypes") ?? [];
            object source = Activator.CreateInstance(Property<Type>(attribute, "FormatterSourceType")!)!;
            foreach (object formatter in (IEnumerable)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!)
            {
                ParameterExpression parameter = Expression.Parameter(typeof(object)), writer = Expression.Parameter(typeof(TextWriter));
                MethodInfo method = formatter.GetType().GetMethod("Format")!;
                Func<object, TextWriter, bool> format = Expression.Lambda<Func<object, TextWriter, bool>>(
                    Expression.Call(Expression.Constant(formatter), method, parameter, writer), parameter, writer).Compile();
                StringWriter text = new();
                if (format(value, text)) return (Property<string>(formatter, "MimeType")!, text.ToString());
            }
        }
        return null;
    }

    private static T? Property<T>(object owner, string name) where T : class => owner.GetType().GetProperty(name)?.GetGetMethod()?.Invoke(owner, null) as T;
}
