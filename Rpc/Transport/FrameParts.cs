namespace Course.Rpc.Transport;

/// <summary>Frames that are given in two parts.</summary>
public static class FrameParts
{
    /// <summary>Both parts in one piece; the head itself where there is no body.</summary>
    public static ReadOnlyMemory<byte> Join(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty) return head;
        var whole = GC.AllocateUninitializedArray<byte>(head.Length + body.Length);
        head.CopyTo(whole);
        body.CopyTo(whole.AsMemory(head.Length));
        return whole;
    }
}
