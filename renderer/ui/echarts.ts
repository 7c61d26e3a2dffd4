/** ECharts by module, drawn as SVG: the only importer of it, loaded when the first chart shows. */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use as register, type EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

register([BarChart, LineChart, GridComponent, SVGRenderer])

export type Drawing = EChartsType

export function draw(element: HTMLElement): EChartsType {
  return init(element, null, { renderer: 'svg' })
}
