/**
 * The usual course of a conference that closes a year and opens the next, for offices to change. It is written in Vietnamese
 * for every reader: it becomes the agenda of the conference.
 */
export function usualAgenda(closes: number, opens: number): readonly string[] {
  return [
    'Đón tiếp và điểm danh đại biểu',
    'Chào cờ; tuyên bố lý do, giới thiệu đại biểu',
    'Thông qua chương trình; giới thiệu chủ tọa và thư ký',
    'Phát biểu khai mạc của đơn vị Trưởng',
    `Báo cáo tổng kết thực hiện giao ước thi đua năm ${closes}; phương hướng năm ${opens}`,
    'Tham luận và thảo luận',
    `Thông qua báo cáo và nhiệm vụ trọng tâm năm ${opens}`,
    `Công bố kết quả chấm điểm năm ${closes}`,
    'Bình xét, suy tôn và biểu quyết đề nghị khen thưởng',
    `Giới thiệu đơn vị Trưởng, đơn vị Phó năm ${opens}`,
    'Phát biểu chỉ đạo của cấp trên và đáp từ',
    `Phát động phong trào thi đua năm ${opens}`,
    `Ký kết giao ước thi đua năm ${opens}`,
    'Bàn giao nhiệm vụ cho đơn vị Trưởng mới',
    'Thông qua biên bản; bế mạc',
  ];
}
