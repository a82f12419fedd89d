namespace Course.Rpc.Serialization.Codecs;

/// <summary>A DateTime travels as a timestamp and arrives as universal time.</summary>
internal sealed class DateTimeCodec : Codec<DateTime>
{
    public override void Write(ref MessagePackWriter writer, DateTime value) => writer.WriteTimestamp(value);

    public override DateTime Read(ref MessagePackReader reader) => reader.ReadTimestamp();
}

/// <summary>A DateTimeOffset travels as an array of its clock time, written as a timestamp, and its offset in minutes.</summary>
internal sealed class DateTimeOffsetCodec : Codec<DateTimeOffset>
{
    private const int MaximumOffsetMinutes = 14 * 60;

    public override void Write(ref MessagePackWriter writer, DateTimeOffset value)
    {
        writer.WriteArrayHeader(2);
        writer.WriteTimestamp(new DateTime(value.Ticks, DateTimeKind.Utc));
        writer.WriteInt64(value.TotalOffsetMinutes);
    }

    public override DateTimeOffset Read(ref MessagePackReader reader)
    {
        var start = reader.Consumed;
        if (reader.ReadArrayHeader() is var count and not 2)
        {
            throw reader.Error($"A DateTimeOffset is an array of 2, but the array at offset {start} has {count}.", start);
        }
        var clock = reader.ReadTimestamp();
        var offset = reader.ReadSigned(-MaximumOffsetMinutes, MaximumOffsetMinutes);
        var universal = clock.Ticks - (offset * TimeSpan.TicksPerMinute);
        if (universal < 0 || universal > DateTime.MaxValue.Ticks)
        {
            throw reader.Error($"The DateTimeOffset at offset {start} lies outside the years 1 to 9999 in universal time.", start);
        }
        return new DateTimeOffset(clock.Ticks, TimeSpan.FromMinutes(offset));
    }
}

/// <summary>A TimeSpan travels as its ticks of 100 nanoseconds.</summary>
internal sealed class TimeSpanCodec : Codec<TimeSpan>
{
    public override void Write(ref MessagePackWriter writer, TimeSpan value) => writer.WriteInt64(value.Ticks);

    public override TimeSpan Read(ref MessagePackReader reader) => new(reader.ReadInt64());
}

/// <summary>A DateOnly travels as its day number, 0 for the first of January of the year 1.</summary>
internal sealed class DateOnlyCodec : Codec<DateOnly>
{
    public override void Write(ref MessagePackWriter writer, DateOnly value) => writer.WriteInt64(value.DayNumber);

    public override DateOnly Read(ref MessagePackReader reader) =>
        DateOnly.FromDayNumber((int)reader.ReadSigned(0, DateOnly.MaxValue.DayNumber));
}

/// <summary>A TimeOnly travels as its ticks of 100 nanoseconds since midnight.</summary>
internal sealed class TimeOnlyCodec : Codec<TimeOnly>
{
    public override void Write(ref MessagePackWriter writer, TimeOnly value) => writer.WriteInt64(value.Ticks);

    public override TimeOnly Read(ref MessagePackReader reader) => new(reader.ReadSigned(0, TimeOnly.MaxValue.Ticks));
}
